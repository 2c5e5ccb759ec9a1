// Small helpers to make elements. Text goes in as text, never as markup.

const SVG = 'http://www.w3.org/2000/svg'

/** make('p', { class: 'x', lang: 'nl' }, 'text', element, …) */
export function make(name, attributes, ...children) {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value !== undefined && value !== null && value !== false) element.setAttribute(key, value)
  }
  element.append(...children)
  return element
}

export function icon(name, extra) {
  const svg = document.createElementNS(SVG, 'svg')
  svg.setAttribute('class', extra || 'icon')
  svg.setAttribute('aria-hidden', 'true')
  svg.setAttribute('focusable', 'false')
  const use = document.createElementNS(SVG, 'use')
  use.setAttribute('href', `#${name}`)
  svg.append(use)
  return svg
}

export const byId = (id) => document.getElementById(id)
