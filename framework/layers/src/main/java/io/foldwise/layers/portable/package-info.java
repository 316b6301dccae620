/** What portable kernels share: small pieces of array arithmetic made of ND4J operations only. */
package io.foldwise.layers.portable;
