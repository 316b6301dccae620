package io.foldwise.plugin.standard.hook;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.training.FurtherGradient;
import io.foldwise.spi.training.Hook;
import io.foldwise.spi.training.Parameter;
import io.foldwise.spi.training.Step;
import io.foldwise.spi.training.Training;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Positive;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Adversarial training by the fast gradient method (Goodfellow, Shlens and Szegedy 2015; of embeddings: Miyato, Dai and
 * Goodfellow 2017, "Adversarial training methods for semi-supervised text classification"). Every step trains on the batch
 * twice: as it is, and with some layers disturbed such that its loss grows fastest. The two gradients are added. A step takes
 * twice as long.
 *
 * <p>With several steps it is projected gradient descent (Madry et al. 2018): as many passes more, of which the last one's gradient is
 * added.
 *
 * <p>Disturbed are either the weights of layers, {@code w + epsilon g / |g|} for each of their arrays, with one norm for the whole
 * batch, as many implementations move the table of an embedding; they are put back afterwards. Or it is what layers put out for a
 * sample, {@code h + epsilon g / |g|} with a norm for each sample, which is Miyato's perturbation where the layer is an embedding.
 */
@Description("Trains each batch a second time, with some layers disturbed such that the loss grows fastest (FGM, PGD)")
public final class Adversarial implements Hook {

    private final Params params;
    private List<Moved> moved = List.of();
    private List<String> watched = List.of();
    private Optional<Training> training = Optional.empty();

    /** What is disturbed, and how far. */
    public record Params(
            @Description("Layers, or their arrays, that are disturbed; * stands for any letters")
            @Default("[\"embedding*\"]")
            @NotEmpty
            List<@NotBlank String> layers,

            @Description("How far, as a Euclidean distance") @Default("1") @Positive
            double epsilon,

            @Description("Whether each array of their weights is moved so far, or what they put out for each sample")
            @Default("weights")
            Of of,

            @Description("How many steps it is moved in, each with a gradient of its own and back within the distance;"
                    + " 1 is the fast gradient method, more are projected gradient descent (PGD), for weights")
            @Default("1")
            @Positive
            int steps,

            @Description("Length of such a step as a share of the distance, where there are several")
            @Default("0.5")
            @Positive
            double stepShare) {

        public Params {
            if (steps > 1 && of == Of.OUTPUTS) {
                throw new IllegalArgumentException("several steps are for weights, not for outputs");
            }
        }

        /** A single step. */
        public Params(List<String> layers, double epsilon, Of of) {
            this(layers, epsilon, of, 1, 0.5);
        }
    }

    /** What is disturbed. */
    public enum Of {
        WEIGHTS,
        OUTPUTS
    }

    /** @param original keeps the values while they are moved */
    private record Moved(Parameter parameter, INDArray original) {

        /** From the original values, so far in the direction of a gradient. */
        void along(INDArray gradient, double distance) {
            double norm = gradient.norm2Number().doubleValue();
            if (norm > 0) {
                parameter.values().assign(gradient).muli(distance / norm).addi(original);
            }
        }

        /** From where it is, a step in the direction of its gradient, and back if that is too far from the original. */
        void further(double length, double farthest) {
            double norm = parameter.gradient().norm2Number().doubleValue();
            if (norm == 0) {
                return;
            }
            INDArray moved =
                    parameter.values().sub(original).addi(parameter.gradient().mul(length / norm));
            double distance = moved.norm2Number().doubleValue();
            parameter
                    .values()
                    .assign(distance > farthest ? moved.muli(farthest / distance) : moved)
                    .addi(original);
        }
    }

    @Inject
    public Adversarial(Params params) {
        this.params = params;
    }

    @Override
    public List<String> layers() {
        return params.layers();
    }

    /** @throws IncompatibleException if a pattern fits no layer, or none of those that fit learns */
    @Override
    public void begin(Training training) {
        if (params.of() == Of.OUTPUTS) {
            watched = training.watch(params.layers());
            return;
        }
        this.training = Optional.of(training);
        moved = training.parameters(params.layers()).stream()
                .filter(Parameter::learned)
                .map(parameter -> new Moved(parameter, parameter.values().dup()))
                .toList();
        if (moved.isEmpty()) {
            throw new IncompatibleException("hook adversarial: none of " + params.layers() + " learns");
        }
    }

    @Override
    public void gradient(Step step) {
        if (params.of() == Of.OUTPUTS) {
            Map<String, INDArray> shifts = new HashMap<>();
            watched.forEach(layer -> shifts.put(layer, bySample(step.gradientByOutput(layer))));
            step.addGradient(FurtherGradient.of(step.batch(), 1).shifted(shifts));
            return;
        }
        moved.forEach(array -> array.original().assign(array.parameter().values()));
        if (params.steps() == 1) {
            moved.forEach(array -> array.along(array.parameter().gradient(), params.epsilon()));
        } else {
            climb(step);
        }
        step.addGradient(step.batch(), 1);
        moved.forEach(array -> array.parameter().values().assign(array.original()));
    }

    /** Moves the weights step by step, and leaves the gradient as it was (Madry et al. 2018; of embeddings: Zhu et al. 2020). */
    private void climb(Step step) {
        INDArray gradients = training.orElseThrow().gradients();
        INDArray first = gradients.dup();
        for (int number = 0; number < params.steps(); number++) {
            if (number > 0) {
                gradients.assign(0);
                step.addGradient(step.batch(), 1);
            }
            moved.forEach(array -> array.further(params.epsilon() * params.stepShare(), params.epsilon()));
        }
        gradients.assign(first);
    }

    /** {@code [batch, ...]}, scaled such that the part of every sample has the norm that it is to be moved by. */
    private INDArray bySample(INDArray gradient) {
        INDArray shift = gradient.dup('c');
        long samples = shift.size(0);
        INDArray rows = shift.reshape('c', samples, shift.length() / samples);
        for (int sample = 0; sample < samples; sample++) {
            INDArray row = rows.getRow(sample);
            double norm = row.norm2Number().doubleValue();
            if (norm > 0) {
                row.muli(params.epsilon() / norm);
            }
        }
        return shift;
    }
}
