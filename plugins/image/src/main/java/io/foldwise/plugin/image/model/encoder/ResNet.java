package io.foldwise.plugin.image.model.encoder;

import io.foldwise.layers.Network;
import io.foldwise.layers.image.Activation;
import io.foldwise.layers.image.Convolution;
import io.foldwise.layers.image.ImagePooling;
import io.foldwise.plugin.image.model.block.FeatureMap;
import io.foldwise.plugin.image.model.block.ImageBlocks;
import io.foldwise.plugin.image.model.block.Normalization;
import java.util.ArrayList;
import java.util.List;

/**
 * Residual networks (He, Zhang, Ren, Sun: Deep residual learning for image recognition, 2015) without their classifier: a
 * convolution of 7 x 7 with stride 2, normalization, ReLU and max pooling, then four layers of residual blocks, each but the first
 * with half the height and width of the one before and twice its channels. Five maps: the one before the pooling, and one of each
 * layer; strides 2, 4, 8, 16, 32.
 *
 * <p>Vertices are called {@code encoder-convolution-1} and {@code encoder-batch-norm-1} in the stem, and
 * {@code encoder-layerL-B-convolution-C}, {@code encoder-layerL-B-batch-norm-C}, {@code encoder-layerL-B-shortcut-convolution-1} in
 * block B, from 0, of layer L, from 1: as in the weights that are published for PyTorch, so that short rules turn the one's names
 * into the other's.
 *
 * @param channels of the stem and, before any factor of the block, of the first layer; 64 in the published ones
 * @param blocks how many each layer has
 */
record ResNet(
        int channels, ImagePooling.Options pooling, Normalization normalization, ResidualBlock block, int... blocks) {

    List<FeatureMap> features(Network network, FeatureMap image, int outputStride) {
        List<FeatureMap> maps = new ArrayList<>();
        ImageBlocks stem = new ImageBlocks(network, "encoder");
        Convolution.Options first = Convolution.Options.of(channels, 7).stride(2);
        maps.add(stem.convolution(image, first, normalization, Activation.RELU));
        FeatureMap x = stem.pool(maps.get(0), pooling);
        int dilation = 1;
        for (int layer = 0; layer < blocks.length; layer++) {
            int stride = layer == 0 ? 1 : 2;
            int before = dilation;
            if (stride * x.stride() > outputStride) {
                dilation *= stride;
                stride = 1;
            }
            for (int number = 0; number < blocks[layer]; number++) {
                ImageBlocks place = new ImageBlocks(network, "encoder-layer" + (layer + 1) + "-" + number);
                x = number == 0
                        ? block.write(place, x, channels << layer, stride, before)
                        : block.write(place, x, channels << layer, 1, dilation);
            }
            maps.add(x);
        }
        return maps;
    }
}
