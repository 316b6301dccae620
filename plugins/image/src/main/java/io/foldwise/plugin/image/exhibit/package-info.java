/** What images look like on the page of a run. */
package io.foldwise.plugin.image.exhibit;
