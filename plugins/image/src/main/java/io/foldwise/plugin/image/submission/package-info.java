/** What predicted masks are handed out as: run-length code for a contest, images for people. */
package io.foldwise.plugin.image.submission;
