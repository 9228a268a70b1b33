/**
 * All AWS managed policies with every rule on, through the built package: what a program that embeds it takes,
 * its start included. Started by `bench/managed-policies.ts`.
 */
import { lintPolicy, managedPolicy, managedPolicyNames } from '../dist/index.js';

const names = managedPolicyNames();
let findings = 0;
for (const name of names) findings += lintPolicy(managedPolicy(name)?.document, { type: 'identity', preset: 'strict' }).length;
const { user, system } = process.cpuUsage();
console.log(
  `${names.length} policies, ${findings} findings: ${Math.round(performance.now())} ms from the start of the process, ` +
    `${Math.round((user + system) / 1000)} ms of computing, ${Math.round(process.resourceUsage().maxRSS / 1000)} MB`,
);
