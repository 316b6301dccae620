/** Pages that need nothing but themselves: templates, styles, scripts, numbers for scripts. Knows no run. */
package io.foldwise.report.html;
