// As much of IndexedDB as the worker uses: one database, tables with a key path, transactions that end later.

/** A database that outlives the workers that open it; `broken` refuses to open, as in some private windows. */
export function aDatabase({ broken = false } = {}) {
  const tables = new Map();
  const open = (_name, _version) => {
    const request = { result: null, error: new Error("no database here") };
    queueMicrotask(() => {
      if (broken) return request.onerror();
      request.result = connection(tables);
      if (tables.size === 0) request.onupgradeneeded();
      request.onsuccess();
    });
    return request;
  };
  const rows = (table) => [...(tables.get(table)?.rows.values() ?? [])];
  return { indexedDB: { open }, rows, put: (table, row) => tables.get(table).rows.set(row[tables.get(table).keyPath], row) };
}

function connection(tables) {
  return {
    createObjectStore: (name, { keyPath }) => tables.set(name, { keyPath, rows: new Map() }),
    transaction: (name) => transactionOn(tables.get(name)),
    close: () => undefined,
  };
}

function transactionOn({ keyPath, rows }) {
  const transaction = { error: null };
  const done = (result) => {
    setTimeout(() => transaction.oncomplete(), 1);
    return { result };
  };
  transaction.objectStore = () => ({
    put: (row) => done(rows.set(row[keyPath], structuredClone(row)) && row[keyPath]),
    getAll: () => done([...rows.values()].map((row) => structuredClone(row))),
    delete: (key) => done(rows.delete(key) && undefined),
    clear: () => done(rows.clear()),
  });
  return transaction;
}
