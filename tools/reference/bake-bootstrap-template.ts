import type { BakedBootstrapTemplate } from '../../src/reference/baked.ts';
import { packageFile, packageVersion } from './package-files.ts';

/** The template of the CDK's command line, unchanged. */
export function bakeBootstrapTemplate(): BakedBootstrapTemplate {
  return { cliVersion: packageVersion('aws-cdk'), text: new TextDecoder().decode(packageFile('aws-cdk/lib/api/bootstrap/bootstrap-template.yaml')) };
}
