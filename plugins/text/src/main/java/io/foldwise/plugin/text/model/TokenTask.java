package io.foldwise.plugin.text.model;

import io.foldwise.layers.Network;
import io.foldwise.layers.dense.Dense;
import io.foldwise.layers.embedding.Embedding;
import io.foldwise.layers.transformer.TransformerSettings;
import io.foldwise.plugin.text.masked.MaskedTokens;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.InputShape.Sequence;
import io.foldwise.spi.data.Task;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a model of token sequences is asked: labels of a whole sequence, or which tokens are masked in it. All its layers but the last
 * are the same for both, and bear the same names.
 *
 * @param masked the head of masked tokens; empty where labels are asked
 * @param labels how many logits a sequence has where labels are asked
 */
record TokenTask(Sequence input, Optional<MaskedTokens> masked, int labels) {

    /** @throws IncompatibleException if the input is anything but token ids, or the task neither rows nor masked tokens */
    static TokenTask of(String model, InputShape input, Task task) {
        Sequence sequence = TokenModel.sequence(model, input);
        return task.single() && task.first() instanceof MaskedTokens tokens
                ? new TokenTask(sequence, Optional.of(tokens), 0)
                : new TokenTask(sequence, Optional.empty(), task.width());
    }

    /** The tokens' vectors, {@code [batch, time, width]}. */
    String embedding(Network net, String tokens, int width, double std) {
        int vocabulary = masked.map(MaskedTokens::vocabulary).orElse(input.categories());
        String shown =
                masked.map(head -> net.shownTokens(tokens, head.vocabulary())).orElse(tokens);
        return net.embedding(shown, Embedding.Options.of(vocabulary, width).withStd(std));
    }

    /**
     * A block of a transformer, the last one: where masked tokens are asked, it gives their steps alone.
     *
     * @return {@code [batch, time, width]}, or {@code [batch, masked, width]}
     */
    String lastBlock(Network net, String tokens, String sequence, TransformerSettings block) {
        return masked.map(head -> net.markedTransformerBlock(sequence, tokens, head.vocabulary(), block))
                .orElseGet(() -> net.transformerBlock(sequence, block));
    }

    /**
     * The logits that are asked for, behind a {@link #lastBlock}.
     *
     * @param pooled as in {@link #logits}
     */
    String logitsOfLast(Network net, String steps, UnaryOperator<String> pooled) {
        return masked.map(head -> net.dense(steps, head.vocabulary(), Dense.Activation.IDENTITY))
                .orElseGet(() -> net.logits(pooled.apply(steps), labels));
    }

    /**
     * The logits that are asked for.
     *
     * @param sequence what the network makes of every token, {@code [batch, time, channels]}
     * @param pooled makes of that one vector of the whole sequence, {@code [batch, ...]}
     */
    String logits(Network net, String tokens, String sequence, UnaryOperator<String> pooled) {
        String steps = masked.map(head -> net.markedSteps(sequence, tokens, head.vocabulary()))
                .orElse(sequence);
        return logitsOfLast(net, steps, pooled);
    }
}
