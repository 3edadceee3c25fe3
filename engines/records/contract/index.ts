export { type Code, type Field, type FieldType, type Values, valuesSchema } from './field.ts'
