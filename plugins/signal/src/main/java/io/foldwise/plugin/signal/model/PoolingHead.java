package io.foldwise.plugin.signal.model;

import io.foldwise.layers.Network;
import io.foldwise.layers.image.Activation;
import io.foldwise.layers.image.BatchNorm;
import io.foldwise.layers.image.Convolution;
import io.foldwise.layers.image.Convolution.Start;
import io.foldwise.layers.image.ImageNetwork;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.data.Task;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.ArrayList;
import java.util.List;

/**
 * The end of a network for signals, as in the benchmark of PTB-XL (Strodthoff, Wagner, Schaeffter, Samek: Deep learning for ECG
 * analysis, 2020):
 *
 * <pre>
 * map [batch, height, time, channels] -> largest value and mean of each channel, side by side [batch, 2 channels]
 *   -> batch normalization -> dropout of half the rate -> hidden -> ReLU -> batch normalization
 *   -> dropout -> for each head a linear map [batch, columns]
 * </pre>
 *
 * Without a hidden layer its line is left out.
 */
public record PoolingHead(
        @Description("Units between the pooled channels and the logits; 0 for none") @Default("128") @PositiveOrZero
        int hidden,

        @Description(
                "Share of what the logits are computed of that is silenced in training; half of it before the hidden units")
        @Default("0.5")
        @DecimalMin("0")
        @DecimalMax("0.95")
        double dropout) {

    /** @param channels of the map */
    List<String> write(Network network, String map, int channels, Task task) {
        ImageNetwork images = new ImageNetwork(network, "head");
        String x = images.concat(images.globalMaxImage(map), images.globalMeanImage(map));
        x = images.batchNorm(x, BatchNorm.Options.of(Activation.IDENTITY));
        if (hidden > 0) {
            Convolution.Options dense = Convolution.Options.of(hidden, 1).biased();
            x = images.dropout(x, dropout / 2);
            x = images.convolution(x, dense.activation(Activation.RELU).start(Start.HE_FAN_IN));
            x = images.batchNorm(x, BatchNorm.Options.of(Activation.IDENTITY));
        }
        String vector = images.flatten(images.dropout(x, dropout), 1, 1, hidden > 0 ? hidden : 2 * channels);
        List<String> logits = new ArrayList<>();
        for (Head head : task.heads()) {
            ImageNetwork own = new ImageNetwork(network, "head-" + head.name());
            logits.add(own.dense(vector, ((RowHead) head).width(), Activation.IDENTITY));
        }
        return logits;
    }
}
