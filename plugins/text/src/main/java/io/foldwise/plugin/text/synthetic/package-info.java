/** Invented reports: a language, the habits of hospitals that speak it, and the reports that they dictate. */
package io.foldwise.plugin.text.synthetic;
