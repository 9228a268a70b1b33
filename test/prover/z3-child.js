/**
 * Reads `{ steps, scripts }` from standard input, scripts of SMT-LIB declarations and assertions, and
 * answers each with one line: `sat`, `unsat`, `unknown` or `error`. A process of its own, since z3's
 * threads outlive its last answer.
 */
import { writeSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { init } from 'z3-solver';

const names = new Map([
  [1, 'sat'],
  [0, 'unknown'],
  [-1, 'unsat'],
]);

const { steps, scripts } = JSON.parse(await text(process.stdin));
const { Z3 } = await init();
Z3.global_param_set('rlimit', String(steps));
for (const script of scripts) {
  const config = Z3.mk_config();
  const context = Z3.mk_context(config);
  Z3.del_config(config);
  const solver = Z3.mk_solver(context);
  Z3.solver_inc_ref(context, solver);
  // Not `eval_smtlib2_string`: it reads its text on another thread, when that text may be gone already.
  Z3.solver_from_string(context, solver, script);
  const answer = Z3.get_error_code(context) === 0 ? names.get(await Z3.solver_check(context, solver)) : undefined;
  writeSync(1, `${answer ?? 'error'}\n`);
  Z3.solver_dec_ref(context, solver);
  Z3.del_context(context);
}
process.exit(0);
