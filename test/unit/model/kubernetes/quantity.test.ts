import { equal } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cpuText, memoryText, quantityOf } from '../../../../src/model/kubernetes/quantity.ts';

describe('A quantity', () => {
  for (const [text, value] of [
    ['0', 0],
    ['1', 1],
    ['1.', 1],
    ['.5', 0.5],
    ['+3', 3],
    ['-2', -2],
    ['100m', 0.1],
    ['1500m', 1.5],
    ['1k', 1000],
    ['1M', 1e6],
    ['128Mi', 134_217_728],
    ['1.5Gi', 1_610_612_736],
    ['1e3', 1000],
    ['1E3', 1000],
    ['1e-3', 0.001],
    ['1e+2', 100],
    // Without digits it is the suffix of 10^18.
    ['1E', 1e18],
    ['2Ei', 2 * 2 ** 60],
    ['', undefined],
    ['m', undefined],
    ['.', undefined],
    ['1e', undefined],
    ['1K', undefined],
    ['1ki', undefined],
    ['128MB', undefined],
    ['128 Mi', undefined],
    [' 1', undefined],
    ['1_000', undefined],
    ['0x10', undefined],
    ['1.2.3', undefined],
    ['1\n', undefined],
    ['NaN', undefined],
  ] as const) {
    it(JSON.stringify(text), () => {
      const got = quantityOf(text);
      if (value === undefined || got === undefined) equal(got, value);
      else equal(Math.abs(got - value) <= Math.abs(value) * 1e-12, true, `${got}`);
    });
  }
});

describe('Memory as people read it', () => {
  for (const [bytes, text] of [
    [0, '0'],
    [1000, '1000'],
    [1024 ** 2, '1Mi'],
    [512 * 1024 ** 2, '512Mi'],
    [600.04 * 1024 ** 2, '600Mi'],
    [1.5 * 1024 ** 3, '1.5Gi'],
    // Not 1024Mi.
    [1023.99 * 1024 ** 2, '1Gi'],
    [64 * 1024 ** 3, '64Gi'],
  ] as const) {
    it(text, () => equal(memoryText(bytes), text));
  }
});

describe('CPU as people read it', () => {
  for (const [cores, text] of [
    [0, '0'],
    [0.25, '250m'],
    [0.001, '1m'],
    [0.1 + 0.2, '300m'],
    // Not 1000m.
    [0.9999, '1'],
    [1, '1'],
    [1.5, '1.5'],
    [3.86, '3.9'],
  ] as const) {
    it(text, () => equal(cpuText(cores), text));
  }
});
