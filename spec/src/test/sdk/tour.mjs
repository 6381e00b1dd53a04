// Shlink's own client against a running Plaza: every call that it has.
import assert from 'node:assert/strict';
import { ShlinkApiClient } from '@shlinkio/shlink-js-sdk';
import { NodeHttpClient } from '@shlinkio/shlink-js-sdk/node';

const [baseUrl, apiKey] = process.argv.slice(2);
const client = new ShlinkApiClient(new NodeHttpClient(), { baseUrl, apiKey });
const refused = async (promise, type) => {
  const problem = await promise.then(() => assert.fail(`no ${type}`), (error) => error);
  assert.equal(problem.type, `https://shlink.io/api/error/${type}`);
  return problem;
};

const health = await client.health();
assert.equal(health.status, 'pass');
assert.match(health.version, /^4\./);

const made = await client.createShortUrl({
  longUrl: 'https://example.com/a?b=c',
  customSlug: 'tour',
  title: 'A tour',
  tags: ['red', 'blue'],
  maxVisits: 100,
  validSince: '2020-01-01T00:00:00+01:00',
});
assert.equal(made.shortCode, 'tour');
assert.equal(made.shortUrl, `${baseUrl}/tour`);
assert.equal(made.longUrl, 'https://example.com/a?b=c');
assert.equal(made.title, 'A tour');
assert.deepEqual(made.tags, ['blue', 'red']);
assert.equal(made.meta.maxVisits, 100);
assert.equal(made.meta.validSince, '2019-12-31T23:00:00+00:00');
assert.equal(made.meta.validUntil, null);
assert.deepEqual(made.visitsSummary, { total: 0, nonBots: 0, bots: 0 });
assert.equal(made.hasRedirectRules, false);

await refused(client.createShortUrl({ longUrl: 'https://b.example', customSlug: 'tour' }), 'non-unique-slug');
const invalid = await refused(client.createShortUrl({ longUrl: 'nowhere' }), 'invalid-data');
assert.deepEqual(invalid.invalidElements, ['longUrl']);

const next = await client.createShortUrl({ longUrl: 'https://example.com/next' });
assert.match(next.shortCode, /^[a-zA-Z0-9]{7}$/);
const same = await client.createShortUrl({ longUrl: 'https://example.com/next', findIfExists: true });
assert.equal(same.shortCode, next.shortCode);

const all = await client.listShortUrls();
assert.deepEqual(all.data.map((url) => url.shortCode), [next.shortCode, 'tour']);
assert.equal(all.pagination.totalItems, 2);
const second = await client.listShortUrls({
  page: '2',
  itemsPerPage: 1,
  orderBy: { field: 'shortCode', dir: 'ASC' },
});
assert.equal(second.data.length, 1);
assert.equal(second.pagination.pagesCount, 2);
const found = await client.listShortUrls({ searchTerm: 'TOUR', tags: ['red'], tagsMode: 'all' });
assert.deepEqual(found.data.map((url) => url.shortCode), ['tour']);
const rest = await client.listShortUrls({ excludeTags: ['red'], excludeMaxVisitsReached: true });
assert.deepEqual(rest.data.map((url) => url.shortCode), [next.shortCode]);

assert.equal((await client.getShortUrl({ shortCode: 'tour' })).title, 'A tour');
assert.equal((await client.getShortUrl({ shortCode: 'tour', domain: 'DEFAULT' })).title, 'A tour');
await refused(client.getShortUrl({ shortCode: 'nothing' }), 'short-url-not-found');
const edited = await client.updateShortUrl(
  { shortCode: 'tour' },
  { title: null, maxVisits: null, longUrl: 'https://example.com/edited', crawlable: true },
);
assert.equal(edited.title, null);
assert.equal(edited.meta.maxVisits, null);
assert.equal(edited.longUrl, 'https://example.com/edited');
assert.deepEqual(edited.tags, ['blue', 'red']);

const rules = await client.setShortUrlRedirectRules({ shortCode: 'tour' }, {
  redirectRules: [
    {
      longUrl: 'https://example.com/android',
      conditions: [{ type: 'device', matchKey: null, matchValue: 'android' }],
    },
    {
      longUrl: 'https://example.com/de',
      conditions: [
        { type: 'language', matchKey: null, matchValue: 'de' },
        { type: 'query-param', matchKey: 'q', matchValue: 'x' },
      ],
    },
  ],
});
assert.equal(rules.defaultLongUrl, 'https://example.com/edited');
assert.deepEqual(rules.redirectRules.map((rule) => rule.priority), [1, 2]);
assert.deepEqual(await client.getShortUrlRedirectRules({ shortCode: 'tour' }), rules);
assert.equal((await client.getShortUrl({ shortCode: 'tour' })).hasRedirectRules, true);

assert.deepEqual((await client.listTags()).data, ['blue', 'red']);
const stats = await client.tagsStats();
assert.deepEqual(stats.data.map(({ tag, shortUrlsCount }) => [tag, shortUrlsCount]), [['blue', 1], ['red', 1]]);
await client.editTag({ oldName: 'red', newName: 'green' });
await refused(client.editTag({ oldName: 'red', newName: 'pink' }), 'tag-not-found');
await refused(client.editTag({ oldName: 'green', newName: 'blue' }), 'tag-conflict');
await client.deleteTags(['blue']);
assert.deepEqual((await client.getShortUrl({ shortCode: 'tour' })).tags, ['green']);

const domains = await client.listDomains();
assert.deepEqual(domains.data.map(({ domain, isDefault }) => [domain, isDefault]), [[new URL(baseUrl).host, true]]);
await refused(client.mercureInfo(), 'mercure-not-configured');

// Visits are written down twice a second: until then they are asked for again and again.
const eventually = async (ask, isThere) => {
  for (let tries = 0; tries < 2_000; tries++) {
    const answer = await ask();
    if (isThere(answer)) {
      return answer;
    }
  }
  return assert.fail('it never came');
};
const headers = { 'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0' };
await fetch(`${baseUrl}/tour?a=b`, { redirect: 'manual', headers: { ...headers, Referer: 'https://news.example/x?y' } });
await fetch(`${baseUrl}/tour`, { redirect: 'manual', headers: { 'User-Agent': 'Googlebot/2.1' } });
await fetch(`${baseUrl}/no/where`, { headers });
const visits = await eventually(
  () => client.getShortUrlVisits({ shortCode: 'tour' }),
  ({ pagination }) => pagination.totalItems === 2,
);
const [visit] = visits.data.filter(({ potentialBot }) => !potentialBot);
assert.equal(visit.referer, 'https://news.example/x');
assert.equal(visit.userAgent, headers['User-Agent']);
assert.equal(visit.visitedUrl, `${baseUrl}/tour?a=b`);
assert.equal(visit.visitLocation, null);
const people = await client.getShortUrlVisits({ shortCode: 'tour' }, { excludeBots: true, itemsPerPage: 10 });
assert.deepEqual(people.data, [visit]);
assert.equal((await client.getTagVisits('green')).pagination.totalItems, 2);
assert.equal((await client.getDomainVisits('DEFAULT')).pagination.totalItems, 2);
assert.equal((await client.getNonOrphanVisits({ startDate: '2020-01-01T00:00:00Z' })).pagination.totalItems, 2);
const orphans = await eventually(
  () => client.getOrphanVisits({ type: 'regular_404' }),
  ({ pagination }) => pagination.totalItems === 1,
);
assert.equal(orphans.data[0].type, 'regular_404');
assert.equal(orphans.data[0].visitedUrl, `${baseUrl}/no/where`);
assert.deepEqual(await client.getVisitsOverview(), {
  nonOrphanVisits: { total: 2, nonBots: 1, bots: 1 },
  orphanVisits: { total: 1, nonBots: 1, bots: 0 },
});
assert.deepEqual(await client.deleteShortUrlVisits({ shortCode: 'tour' }), { deletedVisits: 2 });
assert.deepEqual(await client.deleteOrphanVisits(), { deletedVisits: 1 });
assert.equal((await client.getNonOrphanVisits()).pagination.totalItems, 0);

await client.deleteShortUrl({ shortCode: 'tour' });
await refused(client.getShortUrl({ shortCode: 'tour' }), 'short-url-not-found');
await refused(client.deleteShortUrl({ shortCode: 'tour' }), 'short-url-not-found');
const stranger = new ShlinkApiClient(new NodeHttpClient(), { baseUrl, apiKey: 'plaza_sk_nobody' });
await refused(stranger.listShortUrls(), 'invalid-api-key');
console.log('the whole tour');
