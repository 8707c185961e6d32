// Opens a book in an app that runs already, and records a sale, by the keys of a person.
import path from 'node:path'

/**
 * @param {number} port where the app lets itself be looked at
 * @param {string} pictures folder for a picture of the counter with the sale
 * @returns {Promise<string>} what was recorded, in words
 * @throws when the app does not do what it should
 */
export async function recordFirstSale(port, pictures) {
  const { chromium, expect } = await import('@playwright/test')
  const browser = await connect(chromium, port)
  try {
    const page = await firstPage(browser)
    await expect(page.locator('.first-run')).toBeVisible({ timeout: 20_000 })
    // The first picture stands a moment before the keys are heard; pressing again does no harm.
    await expect(async () => {
      await page.keyboard.press('F10')
      await expect(page.locator('[data-screen="counter"]')).toBeVisible({ timeout: 2000 })
    }).toPass({ timeout: 20_000 })
    await expect(page.locator('[data-field="party"]')).toBeFocused()
    await page.keyboard.type('250', { delay: 45 })
    await page.keyboard.press('Enter')
    await page.waitForTimeout(100)
    await page.keyboard.press('Enter')
    await expect(page.locator('.today-head .notice')).toBeVisible()
    const answer = await page.evaluate(() => window.counterbook.entry.recent({ beforeEntryNo: null, limit: 5 }))
    const { value } = typeof answer === 'string' ? JSON.parse(answer) : answer
    await page.screenshot({ path: path.join(pictures, 'first-start.png') })
    if (value.length !== 1) throw new Error(`${value.length} entries instead of one`)
    // As a person leaves: the window is closed, and the app ends by itself.
    await page.close({ runBeforeUnload: true })
    return `entry ${value[0].number} stands in the book`
  } finally {
    await browser.close().catch(() => {})
  }
}

async function connect(chromium, port) {
  for (let left = 60; ; left -= 1) {
    try {
      return await chromium.connectOverCDP(`http://127.0.0.1:${port}`)
    } catch (error) {
      if (left === 0) throw error
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
  }
}

async function firstPage(browser) {
  for (let left = 60; left > 0; left -= 1) {
    const page = browser
      .contexts()
      .flatMap((context) => context.pages())
      .find((one) => one.url().startsWith('app://'))
    if (page) return page
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  throw new Error('no window was opened')
}
