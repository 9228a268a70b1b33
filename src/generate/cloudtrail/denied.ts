/**
 * Error codes of calls that were refused: who made them had no permission, or no valid credentials. What else went
 * wrong (throttling, no such resource) came after the permission was there.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html, and the common errors of
 * the services: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
 */
const REFUSALS =
  /access_?denied|unauthori[sz]ed|not_?authorized|authorizationerror|forbidden|authfailure|invalidclienttokenid|unrecognizedclient|signaturedoesnotmatch|expired_?token|invalidaccesskeyid|invalidsignature|incompletesignature|missingauthenticationtoken|tokenrefreshrequired/i;

export function isRefusal(errorCode: string): boolean {
  return REFUSALS.test(errorCode);
}
