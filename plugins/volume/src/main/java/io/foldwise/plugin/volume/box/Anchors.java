package io.foldwise.plugin.volume.box;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Positive;
import java.util.List;

/** The cubes that a network starts from, and how what it says of them becomes boxes. */
public record Anchors(
        @Description("edges of the cubes that every cell of the network's answer looks for, in mm")
        @Default("[10, 30, 60]")
        @NotEmpty
        List<@Positive @DecimalMax("1000") Double> anchors,

        @Description("voxels of the input along an edge of a cell of the answer") @Default("4") @Positive
        int stride,

        @Description("logit above which a cell's cube is a candidate")
        @Default("-3")
        @DecimalMin("-100")
        @DecimalMax("100")
        double threshold,

        @Description(
                "of two candidates whose overlap, intersection over union, is above this only the better one stays")
        @Default("0.05")
        @DecimalMin("0")
        @DecimalMax("1")
        double suppression,

        @Description("the most boxes of a volume, the best ones") @Default("100") @Positive
        int most) {

    /** Numbers of a cell and anchor: logit, then centre along depth, height and width, then the logarithm of the edge. */
    public static final int NUMBERS = 5;

    public Anchors {
        anchors = List.copyOf(anchors);
    }
}
