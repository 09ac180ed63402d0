import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ObjectEntry } from '../../sim/kube/entry.ts';
import { Table } from '../../sim/kube/table.ts';

function entry(name: string, revision: number, data = ''): ObjectEntry {
  const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'n' }, data };
  return new ObjectEntry(object, revision);
}

function keys(table: Table, after: string, revision: number): string[] {
  return [...table.scan('n/', after, revision)].map(({ key, revision: at }) => `${key}@${at}`);
}

describe('the table of a resource', () => {
  it('keeps its objects in the order of their keys', () => {
    const table = new Table(0, 100);
    for (const [i, name] of ['c', 'a', 'b'].entries()) table.put(entry(name, i + 1));
    assert.deepEqual(keys(table, '', 3), ['n/a@2', 'n/b@3', 'n/c@1']);
    assert.deepEqual(keys(table, 'n/a', 3), ['n/b@3', 'n/c@1']);
    assert.equal(table.countAfter('n/', 'n/a'), 2);
  });

  it('shows itself as it was at a revision', () => {
    const table = new Table(0, 100);
    table.put(entry('a', 1));
    table.put(entry('b', 2));
    table.put(entry('c', 3));
    table.put(entry('b', 4, 'changed'));
    table.remove(entry('a', 5));
    table.put(entry('aa', 6));
    table.remove(entry('c', 7));
    assert.deepEqual(keys(table, '', 7), ['n/aa@6', 'n/b@4']);
    assert.deepEqual(keys(table, '', 3), ['n/a@1', 'n/b@2', 'n/c@3']);
    assert.deepEqual(keys(table, 'n/a', 3), ['n/b@2', 'n/c@3']);
    assert.deepEqual(keys(table, '', 5), ['n/b@4', 'n/c@3']);
  });

  it('forgets old writes beyond its limit, and all when told to', () => {
    const table = new Table(0, 10);
    for (let revision = 1; revision <= 30; revision++) table.put(entry('a', revision));
    assert.equal(table.since(5), undefined);
    assert.equal(table.since(29)?.length, 1);
    assert.equal(table.since(30)?.length, 0);
    table.forget(30);
    assert.equal(table.since(29), undefined);
  });
});
