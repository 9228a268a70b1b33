import type { SourceFile, SourcePolicy } from '../model/policy-source.ts';

/** What tells a file's suppressions of the places in it: plain data, small beside the file as read. */
export interface FileOutline {
  readonly policies: readonly PolicyOutline[];
}

export interface PolicyOutline {
  /** JSON Pointer of the policy. */
  readonly pointer: string;
  readonly sids: readonly { readonly pointer: string; readonly sid: string }[];
  /** The IDs of those who hold it, as policy, boundary or trust policy. */
  readonly holders: readonly string[];
}

export function outlineOf(file: SourceFile): FileOutline {
  return { policies: file.policies.map((policy) => ({ pointer: policy.loc.pointer, sids: sidsIn(policy), holders: holdersOf(policy, file) })) };
}

function sidsIn({ policy }: SourcePolicy): PolicyOutline['sids'] {
  return (policy?.statements ?? []).flatMap(({ sid, loc }) => (sid === undefined ? [] : [{ pointer: loc.pointer, sid: sid.text }]));
}

function holdersOf(policy: SourcePolicy, { principals }: SourceFile): readonly string[] {
  return principals
    .filter(({ attachments, boundary, trust }) => trust === policy || boundary?.source === policy || attachments.some(({ source }) => source === policy))
    .map(({ id }) => id);
}
