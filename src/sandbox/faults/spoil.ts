import { errorAnswer } from '../graph/apiError';
import { bytesAnswer, type Answer } from '../graph/answer';
import type { FaultRule } from './fault';
import { gatewayTimeout, type FaultScene } from './instead';

type Json = Record<string, unknown>;

const otherHost = 'https://graph.microsoft.com.example.net/beta/directory/inboundSharedUserProfiles?$skiptoken=x';

function edited(answer: Answer, edit: (body: Json) => void): Answer {
  if (!answer.body || answer.status !== 200) {
    return answer;
  }
  const body = JSON.parse(answer.body.toString('utf8')) as Json;
  edit(body);
  return bytesAnswer(answer.status, Buffer.from(JSON.stringify(body), 'utf8'), answer.headers);
}

const wrongRow = (row: Json): readonly unknown[] => [
  { ...row, userId: 42, tenantId: 42, displayName: null },
  Object.fromEntries(Object.entries(row).slice(1)),
  null,
  'not an object',
  Object.fromEntries(Object.keys(row).map((name) => [name, { nested: true }])),
  [],
];

/** Every third row, beginning with the second, has a shape that the contract does not know; the first keeps its own and gains a field, unless it is the only one. */
function spoilRows(body: Json): void {
  if (!Array.isArray(body['value'])) {
    body['userId'] = 42;
    body['tenantId'] = ['not', 'text'];
    body['status'] = 7;
    return;
  }
  body['value'] = (body['value'] as Json[]).map((row, index, rows) => {
    if (index === 0 && rows.length > 1) {
      return { ...row, unheardOf: { of: ['before'] } };
    }
    const wrong = wrongRow(row);
    return index % 3 === 1 || rows.length === 1 ? wrong[Math.floor(index / 3) % wrong.length] : row;
  });
}

/** What becomes of the answer of a call that was carried out. */
export function spoil(rule: FaultRule, answer: Answer, scene: FaultScene): Answer {
  switch (rule.fault) {
    case 'gatewayTimeoutAfter':
      return errorAnswer(gatewayTimeout, scene.ids, scene.now);
    case 'droppedAfter':
      return { ...answer, delivery: { kind: 'dropped' } };
    case 'slowBody':
      return { ...answer, delivery: { kind: 'slow', durationMs: rule.durationMs ?? 5000 } };
    case 'truncatedJson':
      return { ...answer, delivery: { kind: 'truncated' } };
    case 'wrongContentType':
      return { ...answer, headers: { ...answer.headers, 'Content-Type': 'text/plain; charset=utf-8' } };
    case 'nextLinkLoop':
      return edited(answer, (body) => (body['@odata.nextLink'] = scene.url));
    case 'nextLinkOtherHost':
      return edited(answer, (body) => (body['@odata.nextLink'] = rule.location ?? otherHost));
    case 'wrongShapedRows':
      return edited(answer, spoilRows);
    default:
      return answer;
  }
}
