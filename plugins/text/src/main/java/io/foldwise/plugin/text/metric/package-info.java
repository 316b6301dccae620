/** How the CT report contest scores predictions, round by round. */
package io.foldwise.plugin.text.metric;
