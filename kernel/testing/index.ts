export { type Answer, kernelTables, type TestRooms, testRooms } from './test-rooms.ts'
