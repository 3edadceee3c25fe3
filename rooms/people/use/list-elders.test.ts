import type { TestRooms } from '@yinqiao/kernel/testing'
import { asSystem } from '@yinqiao/kernel/transaction'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
