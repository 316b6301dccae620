/** How predicted masks are measured. Knows masks and nothing of the models that draw them. */
package io.foldwise.plugin.image.metric;
