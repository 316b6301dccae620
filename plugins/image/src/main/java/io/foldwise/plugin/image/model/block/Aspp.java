package io.foldwise.plugin.image.model.block;

import io.foldwise.layers.image.Activation;
import io.foldwise.layers.image.Convolution;
import io.foldwise.layers.image.Interpolation;
import java.util.ArrayList;
import java.util.List;

/**
 * Atrous spatial pyramid pooling (Chen, Papandreou, Schroff, Adam: Rethinking atrous convolution, 2017): side by side a convolution of
 * 1 x 1, ones of 3 x 3 with several dilations, and one of 1 x 1 on the mean of each channel, each with normalization and ReLU; then a
 * convolution of 1 x 1 over all of them, normalization, ReLU and dropout.
 *
 * <p>The mean has one pixel per image, so that its batch normalization would see as many values as there are images, and none to
 * compare with in a batch of one. It is frozen therefore: after a start by chance it does nothing, after one from weights of a file it
 * does what these say.
 *
 * @param channels of every branch and of the result
 * @param rates the dilations
 * @param normalization what follows a convolution
 * @param dropout share of the result that is silenced in training
 */
public record Aspp(int channels, List<Integer> rates, Normalization normalization, double dropout) {

    public Aspp {
        rates = List.copyOf(rates);
    }

    /** Adds it. */
    public FeatureMap write(ImageBlocks blocks, FeatureMap x) {
        List<String> branches = new ArrayList<>();
        branches.add(branch(blocks, x, Convolution.Options.of(channels, 1)).vertex());
        for (int rate : rates) {
            branches.add(branch(blocks, x, Convolution.Options.of(channels, 3).dilation(rate))
                    .vertex());
        }
        branches.add(mean(blocks.within("mean"), x));
        String all = blocks.images().concat(branches.toArray(String[]::new));
        FeatureMap together = new FeatureMap(all, branches.size() * channels, x.stride());
        FeatureMap y = branch(blocks, together, Convolution.Options.of(channels, 1));
        return new FeatureMap(blocks.images().dropout(y.vertex(), dropout), channels, x.stride());
    }

    private FeatureMap branch(ImageBlocks blocks, FeatureMap x, Convolution.Options options) {
        return blocks.convolution(x, options, normalization, Activation.RELU);
    }

    private String mean(ImageBlocks blocks, FeatureMap x) {
        Normalization still = normalization == Normalization.NONE ? normalization : Normalization.FROZEN_BATCH_NORM;
        FeatureMap mean = new FeatureMap(blocks.images().globalMeanImage(x.vertex()), x.channels(), x.stride());
        FeatureMap y = blocks.convolution(mean, Convolution.Options.of(channels, 1), still, Activation.RELU);
        return blocks.images().upsampleTo(y.vertex(), x.vertex(), Interpolation.NEAREST);
    }
}
