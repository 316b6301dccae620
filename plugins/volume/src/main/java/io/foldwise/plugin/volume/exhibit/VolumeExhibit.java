package io.foldwise.plugin.volume.exhibit;

import com.google.inject.Inject;
import io.foldwise.plugin.volume.box.Box;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.prediction.Exhibit;
import io.foldwise.toolkit.drawing.Brightness;
import io.foldwise.toolkit.drawing.Drawing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Shows some {@linkplain Slices slices} of a volume, its first channel in grey. Nodules that a slice cuts are circled: true ones in orange,
 * predicted ones in blue with their probability beside it, findings that count neither way dashed, in purple. Masks are outlined, true ones
 * in orange, predicted ones in blue.
 */
@Description("Volumes as slices through what is in them: true nodules and masks in orange, predicted ones in blue")
public final class VolumeExhibit implements Exhibit {

    private static final Pen TRUE = new Pen(Drawing.TRUE, "orange: true, %s voxels wide");
    private static final Pen ASIDE = new Pen(Drawing.ASIDE, "dashed: counts neither way, %s voxels wide");
    private static final Pen PREDICTED = new Pen(Drawing.PREDICTED, "blue: predicted, %s");

    /** Nothing to choose. */
    public record Params() {}

    /** @param input which makes the data one of volumes */
    @Inject
    public VolumeExhibit(InputShape.Volume input) {}

    @Override
    public Shown show(Dataset data, Sample sample) {
        Contents contents = Contents.of(data.task().heads(), sample);
        Brightness brightness = Brightness.of(sample.plain().input());
        Tensor volume = sample.example().input();
        return new Shown(
                Slices.of(contents, volume.shape()[0]).stream()
                        .map(slice -> picture(contents, volume, slice, brightness))
                        .toList(),
                List.of());
    }

    private static Picture picture(Contents contents, Tensor volume, int slice, Brightness brightness) {
        Drawing drawing = new Drawing(Slices.plane(volume, slice, 1), brightness);
        outline(drawing, contents.masks(), slice, Drawing.TRUE);
        outline(drawing, contents.predictedMasks(), slice, Drawing.PREDICTED);
        List<String> told = new ArrayList<>(List.of("slice %d of %d".formatted(slice + 1, volume.shape()[0])));
        if (!contents.masks().isEmpty()) {
            told.add(
                    contents.predictedMasks().isEmpty()
                            ? "orange: the true mask"
                            : "orange: the true mask, blue: the predicted one");
        }
        TRUE.circle(drawing, contents.nodules(), slice).ifPresent(told::add);
        ASIDE.circle(drawing, contents.aside(), slice).ifPresent(told::add);
        PREDICTED.circle(drawing, contents.predicted(), slice).ifPresent(told::add);
        return drawing.picture(String.join("; ", told));
    }

    private static void outline(Drawing drawing, List<Tensor> masks, int slice, int colour) {
        for (Tensor mask : masks) {
            int classes = mask.shape()[3];
            Tensor plane = Slices.plane(mask, slice, classes);
            for (int ofClass = 0; ofClass < classes; ofClass++) {
                drawing.outline(plane, ofClass, colour);
            }
        }
    }

    /** @param words what is said of what it circled */
    private record Pen(int colour, String words) {

        /** What is to be said of the circles; empty where the slice cuts nothing. */
        Optional<String> circle(Drawing drawing, List<Box> boxes, int slice) {
            List<String> numbers = new ArrayList<>();
            for (Box box : boxes) {
                OptionalDouble radius = Slices.radius(box, slice);
                if (radius.isPresent()) {
                    drawing.circle(box.y(), box.x(), radius.getAsDouble(), colour, colour == Drawing.ASIDE);
                    if (colour == Drawing.PREDICTED) {
                        drawing.probability(box.y(), box.x(), radius.getAsDouble(), box.probability(), colour);
                    }
                    numbers.add(number(box));
                }
            }
            return numbers.isEmpty() ? Optional.empty() : Optional.of(words.formatted(String.join(", ", numbers)));
        }

        private String number(Box box) {
            return colour == Drawing.PREDICTED
                    ? String.format(Locale.ROOT, "%.2f", box.probability())
                    : String.format(Locale.ROOT, "%.1f", box.diameter());
        }
    }
}
