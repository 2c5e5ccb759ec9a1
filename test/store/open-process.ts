/** A process of its own that opens the store and closes it: `tsx open-process.ts <url> <key>`. Prints `open` or the error's code. */
import { AppError } from '../../src/domain/errors.ts'
import { openStore } from '../../src/store/open.ts'

const [url = '', dataKey = ''] = process.argv.slice(2)
try {
  const store = await openStore({ url, dataKey, pullChannels: [] })
  await store.figures()
  await store.close()
  console.log('open')
} catch (error) {
  console.log(error instanceof AppError ? `${error.code} ${error.detail}` : 'not an AppError')
}
