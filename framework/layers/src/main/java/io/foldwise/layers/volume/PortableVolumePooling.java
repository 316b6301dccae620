package io.foldwise.layers.volume;

import io.foldwise.layers.image.ImagePooling.Reduction;
import io.foldwise.layers.image.Window;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Goes over the voxels of a cube, with all cubes at once. */
final class PortableVolumePooling implements Kernel {

    private final Window window;
    private final boolean maximum;
    private final int voxels;

    PortableVolumePooling(VolumePooling.Options options) {
        window = options.window();
        maximum = options.reduction() == Reduction.MAX;
        voxels = options.size() * options.size() * options.size();
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        INDArray framed = framed(context.input(), maximum ? Double.NEGATIVE_INFINITY : 0);
        output.assign(maximum ? Double.NEGATIVE_INFINITY : 0);
        for (int number = 0; number < voxels; number++) {
            INDArray voxel = voxel(framed, number, output).dup('c');
            if (maximum) {
                output.assign(Transforms.max(output, voxel, true));
            } else {
                output.addi(voxel.div(voxels));
            }
        }
    }

    /** The gradient of a maximum goes to the first voxel of a cube that is equal to it. */
    @Override
    public void backward(LayerContext context, Gradients gradients) {
        INDArray framed = framed(context.input(), Double.NEGATIVE_INFINITY);
        INDArray sums = framed(Nd4j.zerosLike(context.input()), 0);
        INDArray left = gradients.output().dup('c');
        for (int number = 0; number < voxels; number++) {
            INDArray taken;
            if (maximum) {
                INDArray voxel = voxel(framed, number, left).dup('c');
                taken = left.mul(voxel.eq(gradients.result()).castTo(left.dataType()));
                left.subi(taken);
            } else {
                taken = left.div(voxels);
            }
            voxel(sums, number, left).addi(taken);
        }
        gradients.input().assign(sums.get(inner(context.input())));
    }

    private INDArray framed(INDArray volumes, double frame) {
        long[] shape = volumes.shape().clone();
        for (int axis = 1; axis <= 3; axis++) {
            shape[axis] = window.padding() + shape[axis] + window.behind(shape[axis]);
        }
        INDArray framed = Nd4j.valueArrayOf(shape, frame, volumes.dataType());
        framed.get(inner(volumes)).assign(volumes);
        return framed;
    }

    private INDArrayIndex[] inner(INDArray volumes) {
        INDArrayIndex[] inner = {
            NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.all()
        };
        for (int axis = 1; axis <= 3; axis++) {
            inner[axis] = NDArrayIndex.interval(window.padding(), window.padding() + volumes.size(axis));
        }
        return inner;
    }

    /** The voxel of this number of all cubes. */
    private INDArray voxel(INDArray framed, int number, INDArray cubes) {
        int plane = number / window.size() / window.size();
        int row = number / window.size() % window.size();
        int column = number % window.size();
        return framed.get(
                NDArrayIndex.all(),
                places(plane, cubes.size(1)),
                places(row, cubes.size(2)),
                places(column, cubes.size(3)),
                NDArrayIndex.all());
    }

    private INDArrayIndex places(int first, long count) {
        if (count == 1) { // ND4J would make room for a whole stride
            return NDArrayIndex.interval(first, first + 1);
        }
        return NDArrayIndex.interval(first, window.stride(), first + (count - 1) * window.stride() + 1);
    }
}
