import type { OperatorFamily } from '../../model/condition-operator.ts';
import { arn } from './arn.ts';
import { binary } from './binary.ts';
import { bool } from './bool.ts';
import { date } from './date.ts';
import { ipAddress } from './ip-address.ts';
import { numeric } from './numeric.ts';
import { string } from './string.ts';
import type { FamilyCompiler } from './value-test.ts';

/** What each family of operators compares. `Null` asks for presence alone and compares nothing. */
export const families: Readonly<Record<Exclude<OperatorFamily, 'null'>, FamilyCompiler>> = { string, numeric, date, bool, binary, ipAddress, arn };
