export { openProxy, type Proxy, type Weather } from './open-proxy.ts'
export { type Answer, kernelTables, type TestRooms, testRooms } from './test-rooms.ts'
