import { member, type LocatedNode } from '../model/located.ts';
import type { SourceFormat } from '../model/policy-source.ts';
import { isAccount } from './account/read-account.ts';
import { isTerraform } from './terraform/read-terraform.ts';
import { membersOf, plainText, transformsOf } from './cloudformation/template.ts';

/** What a document is, by what it says; undefined for what holds no policies. */
export function detectFormat(root: LocatedNode): SourceFormat | undefined {
  if (isAccount(root)) return 'account';
  if (root.kind !== 'object') return undefined;
  if (isTerraform(root)) return 'terraform';
  if (isTemplate(root)) return templateFormat(root);
  if (isPolicy(root)) return 'policy';
  return undefined;
}

function isPolicy(root: LocatedNode): boolean {
  if (member(root, 'Statement') !== undefined) return true;
  const version = plainText(member(root, 'Version'));
  return version === '2012-10-17' || version === '2008-10-17';
}

function isTemplate(root: LocatedNode): boolean {
  if (member(root, 'AWSTemplateFormatVersion') !== undefined) return true;
  const resources = member(root, 'Resources');
  if (resources?.kind !== 'object') return false;
  return transformsOf(root).length > 0 || resources.members.some(({ key, value }) => key.startsWith('Fn::ForEach::') || isResourceType(plainText(member(value, 'Type'))));
}

function isResourceType(type: string | undefined): boolean {
  return type !== undefined && /^(?:AWS|Alexa|Custom|[A-Za-z0-9]+::[A-Za-z0-9]+)::[A-Za-z0-9:]+/.test(type);
}

function templateFormat(root: LocatedNode): SourceFormat {
  const resources = membersOf(member(root, 'Resources'));
  if (transformsOf(root).some((name) => name.startsWith('AWS::Serverless-'))) return 'sam';
  const isCdk = resources.some(({ value }) => member(member(value, 'Metadata'), 'aws:cdk:path') !== undefined || plainText(member(value, 'Type')) === 'AWS::CDK::Metadata');
  return isCdk ? 'cdk' : 'cloudformation';
}

/** Whether a text that can't be read has the words of a policy or template, in UTF-16 too. */
export function seemsPolicy(text: string): boolean {
  return /AWSTemplateFormatVersion|AWS::[A-Za-z0-9]+::|["']?Statement["']?\s*:|2012-10-17|(?:User|Role|Group)DetailList|PolicyVersionList/.test(text.replaceAll('\0', ''));
}
