/** Linear models that fit themselves. Knows nothing of what the columns mean. */
package io.foldwise.toolkit.linear;
