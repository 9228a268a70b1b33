import type { BakedBootstrapTemplate } from './baked.ts';
import { readBaked, rememberedOnce } from './data.ts';

/** The template of the CDK's toolkit stack, and the version of the command line that it is of. */
export type BootstrapTemplate = BakedBootstrapTemplate;

/** The template that `cdk bootstrap` deploys, as YAML. */
export const bootstrapTemplate: () => BootstrapTemplate = rememberedOnce(() => readBaked('cdk-bootstrap'));
