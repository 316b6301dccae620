/** How the CT report contest wants predictions, round by round. */
package io.foldwise.plugin.text.submission;
