/** Which reports are so alike that a fair split keeps them together. Looks at tokens only, never at labels. */
package io.foldwise.plugin.text.group;
