/**
 * Keys that the service reference calls single-valued and the IAM User Guide calls lists. A key that
 * may carry several values has to be treated as one that does.
 *
 * Sources: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html
 * (the SAML keys marked as lists, and `amr`), and for `amr` also
 * https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html
 */
const multivaluedKeys: ReadonlySet<string> = new Set([
  'cognito-identity.amazonaws.com:amr',
  'saml:commonName',
  'saml:givenName',
  'saml:mail',
  'saml:name',
  'saml:organizationStatus',
  'saml:primaryGroupSID',
  'saml:surname',
  'saml:uid',
  'saml:x500UniqueIdentifier',
]);

/** The type of a key as it is baked: the source's, unless the User Guide knows better. */
export function correctedType(key: string, type: string): string {
  return multivaluedKeys.has(key) && type === 'String' ? 'ArrayOfString' : type;
}
