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
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Adversarial training by the fast gradient method (Goodfellow, Shlens and Szegedy 2015; of embeddings: Miyato, Dai and
 * Goodfellow 2017, "Adversarial training methods for semi-supervised text classification"). Every step trains on the batch
 * twice: as it is, and with some layers disturbed such that its loss grows fastest. The two gradients are added. A step takes
 * twice as long.
 *
 * <p>Disturbed are either the weights of layers, {@code w + epsilon g / |g|} for each of their arrays, with one norm for the whole
 * batch, as many implementations move the table of an embedding; they are put back afterwards. Or it is what layers put out for a
 * sample, {@code h + epsilon g / |g|} with a norm for each sample, which is Miyato's perturbation where the layer is an embedding.
 */
@Description("Trains each batch a second time, with some layers disturbed such that the loss grows fastest (FGM)")
public final class Adversarial implements Hook {

    private final Params params;
    private List<Moved> moved = List.of();
    private List<String> watched = List.of();

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
            Of of) {}

    /** What is disturbed. */
    public enum Of {
        WEIGHTS,
        OUTPUTS
    }

    /** @param original keeps the values while they are moved */
    private record Moved(Parameter parameter, INDArray original) {}

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
        for (Moved array : moved) {
            INDArray values = array.parameter().values();
            array.original().assign(values);
            double norm = array.parameter().gradient().norm2Number().doubleValue();
            if (norm > 0) {
                values.assign(array.parameter().gradient())
                        .muli(params.epsilon() / norm)
                        .addi(array.original());
            }
        }
        step.addGradient(step.batch(), 1);
        moved.forEach(array -> array.parameter().values().assign(array.original()));
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
