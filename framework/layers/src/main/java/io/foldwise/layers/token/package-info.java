/**
 * Token ids that are marked as asked for: layers by which a network answers at single places of a sequence, such as for tokens that
 * are masked in it.
 */
package io.foldwise.layers.token;
