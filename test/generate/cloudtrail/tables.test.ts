import { describe, expect, test } from 'vitest';
import { irregularEvents } from '../../../src/generate/cloudtrail/irregular-events.ts';
import { apiGatewayOperations } from '../../../src/generate/cloudtrail/api-gateway.ts';
import { knownSources } from '../../../src/generate/cloudtrail/event-sources.ts';
import { s3Operations } from '../../../src/generate/cloudtrail/s3-events.ts';
import { action, hasService, service } from '../../../src/reference/index.ts';

describe('the tables name what the reference has', () => {
  test.each(irregularEvents())('$event', ({ event, actions, page }) => {
    const prefix = event.slice(0, event.indexOf(':'));
    for (const name of actions) expect(action(`${prefix}:${name}`)?.action.name).toBe(name);
    expect(page).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
  });

  test.each(s3Operations())('s3:$event', ({ actions }) => {
    for (const name of actions) expect(action(`s3:${name}`)?.action.name).toBe(name);
  });

  test.each(apiGatewayOperations())('apigateway:$event', ({ need }) => {
    expect(action(`apigateway:${need.action}`)).toBeDefined();
    for (const type of need.types) expect(service('apigateway')?.resourceTypes.has(type)).toBe(true);
  });

  test.each(knownSources())('$source', ({ prefixes, page }) => {
    for (const prefix of prefixes) expect(hasService(prefix)).toBe(true);
    expect(page).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
  });
});
