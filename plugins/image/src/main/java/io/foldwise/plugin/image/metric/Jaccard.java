package io.foldwise.plugin.image.metric;

import io.foldwise.plugin.image.mask.Masks;
import io.foldwise.spi.Description;
import io.foldwise.spi.Inline;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.validation.Metric;
import jakarta.inject.Inject;

/**
 * The Jaccard index, {@code |P and T| / |P or T|} of an image's predicted and true masks, also called intersection over union; the
 * mean over images, of each class apart; the value is the mean over classes. Details are those of {@link Dice}.
 */
@Description("Jaccard index (intersection over union) of masks, the mean over images and classes; larger is better")
public final class Jaccard implements Metric {

    /** What counts as predicted, and empty masks. */
    public record Params(@Inline MaskCut cut) {}

    private final Params params;
    private final Masks masks;

    @Inject
    public Jaccard(Params params, Masks masks) {
        this.params = params;
        this.masks = masks;
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    @Override
    public Tally tally(Head head) {
        return new OverlapTally(
                masks, params.cut(), (both, truth, predicted) -> (double) both / (truth + predicted - both));
    }
}
