/** Gates that weigh channels and places of feature maps. */
package io.foldwise.plugin.image.model.attention;
