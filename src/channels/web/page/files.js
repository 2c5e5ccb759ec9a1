// Photos and PDFs that are not sent yet, so that a reload (a camera often causes one on a small phone) loses nothing.
// Without IndexedDB they live as long as the page.

const inHand = new Map()

function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('wegwijs', 1)
    request.onupgradeneeded = () => request.result.createObjectStore('files')
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

async function run(mode, action) {
  const database = await open()
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction('files', mode)
      const request = action(transaction.objectStore('files'))
      transaction.oncomplete = () => resolve(request.result)
      transaction.onabort = transaction.onerror = () => reject(transaction.error)
    })
  } finally {
    database.close()
  }
}

const quietly = (promise) => promise.catch(() => undefined)

export const files = {
  async put(id, file) {
    inHand.set(id, file)
    await quietly(run('readwrite', (store) => store.put(file, id)))
  },
  async get(id) {
    return inHand.get(id) || quietly(run('readonly', (store) => store.get(id)))
  },
  async remove(id) {
    inHand.delete(id)
    await quietly(run('readwrite', (store) => store.delete(id)))
  },
}
