package io.foldwise.plugin.image.model.encoder;

import io.foldwise.layers.Network;
import io.foldwise.layers.image.Activation;
import io.foldwise.layers.image.Convolution;
import io.foldwise.plugin.image.model.block.FeatureMap;
import io.foldwise.plugin.image.model.block.ImageBlocks;
import io.foldwise.plugin.image.model.block.Normalization;
import java.util.ArrayList;
import java.util.List;

/**
 * EfficientNets (Tan, Le: EfficientNet: Rethinking model scaling for convolutional neural networks, 2019) without their classifier:
 * a convolution of 3 x 3 with stride 2, seven stages of inverted bottlenecks, and a convolution of 1 x 1 on the last map, each with
 * normalization and swish. Five maps: the last of each resolution; strides 2, 4, 8, 16, 32. Frames are as in the weights that are
 * published for PyTorch. Whole blocks are not dropped in training.
 *
 * <p>An inverted bottleneck is a convolution of 1 x 1 to six times the channels (in the first stage there is none), one of 3 x 3 or
 * 5 x 5 for each channel apart, squeeze and excitation to a quarter of the block's own channels, and a convolution of 1 x 1 back; the
 * input is added where shapes are equal.
 *
 * <p>Vertices are called {@code encoder-convolution-1} in the stem, {@code encoder-stageS-B-convolution-C} in block B, from 0, of stage
 * S, from 1, and {@code encoder-last-convolution-1} at the end.
 *
 * @param width channels, in those of the smallest published network
 * @param depth blocks of a stage, in those of the smallest published network
 */
record EfficientNet(double width, double depth, Normalization normalization) {

    private static final int STEM = 32;
    private static final int LAST = 1280;
    private static final int SQUEEZE = 4;
    private static final int MULTIPLE = 8;
    private static final double LEAST = 0.9;

    private static final List<Stage> STAGES = List.of(
            new Stage(1, 16, 1, 1, 3),
            new Stage(6, 24, 2, 2, 3),
            new Stage(6, 40, 2, 2, 5),
            new Stage(6, 80, 3, 2, 3),
            new Stage(6, 112, 3, 1, 5),
            new Stage(6, 192, 4, 2, 5),
            new Stage(6, 320, 1, 1, 3));

    /**
     * @param expansion channels within a block, in those of its input
     * @param stride of the first block
     */
    private record Stage(int expansion, int channels, int blocks, int stride, int kernel) {}

    List<FeatureMap> features(Network network, FeatureMap image, int outputStride) {
        List<FeatureMap> maps = new ArrayList<>();
        FeatureMap x = swish(
                new ImageBlocks(network, "encoder"),
                image,
                Convolution.Options.of(channels(STEM), 3).stride(2));
        int dilation = 1;
        for (int number = 0; number < STAGES.size(); number++) {
            Stage stage = STAGES.get(number);
            boolean dilated = stage.stride() * x.stride() > outputStride;
            int before = dilation;
            dilation *= dilated ? stage.stride() : 1;
            if (stage.stride() > 1) {
                maps.add(x);
            }
            for (int block = 0; block < Math.ceil(depth * stage.blocks()); block++) {
                ImageBlocks place = new ImageBlocks(network, "encoder-stage" + (number + 1) + "-" + block);
                x = block == 0
                        ? block(place, x, stage, dilated ? 1 : stage.stride(), before)
                        : block(place, x, stage, 1, dilation);
            }
        }
        maps.add(swish(new ImageBlocks(network, "encoder-last"), x, Convolution.Options.of(channels(LAST), 1)));
        return maps;
    }

    private FeatureMap block(ImageBlocks blocks, FeatureMap x, Stage stage, int stride, int dilation) {
        int inner = stage.expansion() * x.channels();
        int outer = channels(stage.channels());
        FeatureMap y = stage.expansion() == 1 ? x : swish(blocks, x, Convolution.Options.of(inner, 1));
        Convolution.Options apart = Convolution.Options.of(inner, stage.kernel())
                .stride(stride)
                .dilation(dilation)
                .groups(inner);
        y = blocks.squeezeExcite(swish(blocks, y, apart), Math.max(1, x.channels() / SQUEEZE), Activation.SWISH);
        boolean residual = stride == 1 && x.channels() == outer;
        Convolution.Options last = Convolution.Options.of(outer, 1);
        if (!residual) {
            return blocks.convolution(y, last, normalization, Activation.IDENTITY);
        }
        FeatureMap branch = blocks.lastConvolution(y, last, normalization);
        return new FeatureMap(blocks.images().sum(branch.vertex(), x.vertex()), outer, x.stride());
    }

    private FeatureMap swish(ImageBlocks blocks, FeatureMap x, Convolution.Options options) {
        return blocks.convolution(x, options, normalization, Activation.SWISH);
    }

    /** The multiple of 8 that is nearest to a number of channels times the width, or the next one where that is far below. */
    private int channels(int published) {
        double wanted = width * published;
        int near = Math.max(MULTIPLE, (int) (wanted + MULTIPLE / 2.0) / MULTIPLE * MULTIPLE);
        return near < LEAST * wanted ? near + MULTIPLE : near;
    }
}
