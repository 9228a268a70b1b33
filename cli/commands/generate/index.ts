import type { Command } from 'commander';
import { cdkBootstrapCommand } from './cdk-bootstrap.ts';
import { cdkDeployCommand } from './cdk-deploy.ts';
import { cfnExecCommand } from './cfn-exec.ts';
import { cloudtrailCommand } from './cloudtrail.ts';
import { sstV2Command } from './sst-v2.ts';
import { sstV3Command } from './sst-v3.ts';

/** Every kind of policy that can be generated, in the order of the help. */
export const KINDS: readonly (() => Command)[] = [
  cdkDeployCommand,
  cdkBootstrapCommand,
  cfnExecCommand,
  cloudtrailCommand,
  sstV2Command,
  sstV3Command,
];
