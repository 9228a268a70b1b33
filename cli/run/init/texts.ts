import { escapeGlob } from '../../paths.ts';
import type { Repository } from './repository.ts';

/** A configuration that fits a repository. */
export function configText(repository: Repository): string {
  const globs = [...(repository.cdkManifest === undefined ? [] : [repository.cdkManifest]), ...globsFor(repository.sources.map(({ path }) => path))];
  return `# What policy-lint checks in this repository, and how. Options of the command go over it.

# recommended: what is nearly always a mistake; strict: also what is often meant; access-analyzer: what IAM Access
# Analyzer reports.
preset: recommended

# What \`policy-lint\` lints when it is given no files.
${globs.length === 0 ? 'files: []' : `files:\n${globs.map((glob) => `  - ${JSON.stringify(glob)}`).join('\n')}`}
${repository.cdkManifest === undefined ? '' : '# The manifest leads to all templates of the application: run `cdk synth` before.\n'}${repository.lacksPlan ? TERRAFORM : ''}
# Files that are passed over.
# ignores:
#   - "**/generated/**"

# off, error, security, warning or suggestion; \`policy-lint rules\` lists the rules.
# rules:
#   missing-version: error

# Values of template parameters. What is not bound may have any value.
# parameters:
#   AWS::Region: eu-west-1

# Accounts and identity providers that may be let in; control policies of the organization can be named too.
# organization:
#   accounts: ["111122223333"]
#   trustedProviders: ["token.actions.githubusercontent.com"]
`;
}

const TERRAFORM = `# Of Terraform the plan is read, as JSON:
#   terraform plan -out plan.bin && terraform show -json plan.bin > plan.json
# Then add "plan.json" to the files.
`;

export function intentsText({ sources }: Repository): string {
  const [first] = sources.flatMap(({ principals }) => principals);
  const name = first?.id ?? 'DeployRole';
  return `# What policies are for. Each intent is proved for all requests, or refuted with one.
# Take the \`[]\` away and the marks of the lines that fit.
targets: []
#  - principal: ${JSON.stringify(name)}
#    intents:
#      - name: stays in one Region
#        regions: [eu-west-1]
#      - name: can't give itself more
#        noPrivilegeEscalation: true
#      - name: leaves users alone
#        never: { Action: ["iam:CreateUser", "iam:DeleteUser"] }
`;
}

/** A glob for each folder of the first level, the paths of the files beside them. */
function globsFor(paths: readonly string[]): readonly string[] {
  const endings = new Map<string, Set<string>>();
  const globs: string[] = [];
  for (const path of paths) {
    const slash = path.indexOf('/');
    if (slash === -1) globs.push(path);
    else {
      const folder = path.slice(0, slash);
      endings.set(folder, (endings.get(folder) ?? new Set()).add(path.slice(path.lastIndexOf('.') + 1)));
    }
  }
  for (const [folder, found] of endings) {
    const list = [...found].sort();
    globs.push(`${escapeGlob(folder)}/**/*.${list.length === 1 ? (list[0] ?? '') : `{${list.join(',')}}`}`);
  }
  return globs;
}
