/** Their policies say what may pass an endpoint, for resources and callers of others too. */
const ENDPOINTS = new Set(['AWS::EC2::VPCEndpoint', 'AWS::ODB::OdbNetwork']);

export function isEndpoint(resourceType: string | undefined): boolean {
  return resourceType !== undefined && ENDPOINTS.has(resourceType);
}
