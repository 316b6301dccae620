package io.foldwise.plugin.image.postprocessing;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;

/** What areas are counted in: they scale with the image. */
public record AreaUnit(
        @Description(
                "Height and width of images whose pixels areas are counted in, such as [1024, 1024]; empty for shares of"
                        + " an image")
        @Default("[]")
        @Size(max = 2)
        List<@Positive Integer> atSize) {

    /** More than rounding makes of a number of pixels, and less than one. */
    private static final double ROUNDING = 1e-3;

    /** Whether some pixels of an image are fewer than an area, a share of it. */
    static boolean fewer(int some, double area, int pixels) {
        return some < area * pixels - ROUNDING;
    }

    /** Areas as shares of an image. */
    List<Double> shares(List<Double> areas) {
        double pixels = atSize.isEmpty() ? 1 : (double) atSize.get(0) * atSize.get(atSize.size() - 1);
        List<Double> shares = areas.stream().map(area -> area / pixels).toList();
        if (shares.stream().anyMatch(share -> share > 1)) {
            throw new IllegalArgumentException(
                    "areas are larger than an image: of pixels, say at-size = [1024, 1024], the size they were chosen for");
        }
        return shares;
    }
}
