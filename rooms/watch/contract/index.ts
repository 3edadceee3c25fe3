export type {
  Register,
  RegisteredBinding,
  RegisteredDevice,
  RegisteredHome,
  RegisteredLimit,
} from './register.ts'
