"""Writes small scans for the tests of plugins/volume with libraries of their own: nibabel and pydicom.

The density of a voxel is -500 + 9 x - 7 y + 5 z of where these libraries say that it is, in millimetres to the left, to the
back and to the head; interpolation between voxels leaves that as it is.

    python3 bench/volumes/fixtures.py plugins/volume/src/test/resources/io/foldwise/plugin/volume/file
"""

import gzip
import sys
from pathlib import Path

import nibabel
import numpy as np
import pydicom
from pydicom.dataset import FileDataset, FileMetaDataset

TURN = np.array([[0.36, 0.48, -0.8], [-0.8, 0.6, 0.0], [0.48, 0.64, 0.6]])
SPACING = np.array([0.7, 1.25, 2.5])
SIZE = (9, 7, 5)


def density(left, back, head):
    return -500 + 9 * left - 7 * back + 5 * head


def of_affine(affine):
    """Of the voxels of a NIfTI volume, whose world has x to the right and y to the front."""
    index = np.stack(np.meshgrid(*map(np.arange, SIZE), indexing="ij"), -1)
    world = nibabel.affines.apply_affine(affine, index)
    return density(-world[..., 0], -world[..., 1], world[..., 2])


def nifti(folder):
    affine = np.eye(4)
    affine[:3, :3] = TURN.T * SPACING
    affine[:3, 3] = [12.5, -8.25, 30]
    image = nibabel.Nifti1Image(np.zeros(SIZE, np.int16), affine)
    image.set_sform(affine, 1)
    image.set_qform(None, 0)
    image.header.set_slope_inter(2, -100)
    stored = np.rint((of_affine(image.header.get_best_affine()) + 100) / 2).astype(np.int16)
    write(image, stored, folder / "sform.nii.gz", 2, -100)

    mirrored = affine.copy()
    mirrored[:3, 2] *= -1
    image = nibabel.Nifti1Image(np.zeros(SIZE, np.float32), mirrored)
    image.set_qform(mirrored, 1)
    image.set_sform(None, 0)
    write(image, of_affine(image.header.get_best_affine()).astype(np.float32), folder / "qform.nii", 1, 0)


def write(image, stored, path, slope, intercept):
    header = image.header.copy()
    header.set_xyzt_units("mm")
    header.set_data_dtype(stored.dtype)
    written = nibabel.Nifti1Image(stored, None, header)
    written.header.set_slope_inter(slope, intercept)
    written.header["scl_slope"], written.header["scl_inter"] = slope, intercept
    # nibabel scales what it writes; what is stored is written as it is
    raw = written.header.binaryblock + b"\0\0\0\0" + stored.tobytes(order="F")
    raw = bytearray(raw)
    raw[108:112] = np.float32(352).tobytes()
    raw[112:120] = np.array([slope, intercept], np.float32).tobytes()
    opener = gzip.GzipFile(path, "wb", mtime=0) if path.suffix == ".gz" else open(path, "wb")
    with opener as file:
        file.write(bytes(raw))
    read = nibabel.load(path)
    expected = of_affine(read.affine)
    assert np.abs(read.get_fdata() - expected).max() <= abs(slope), "is not read back as it was written"


def dicom(folder):
    folder.mkdir(exist_ok=True)
    rows, columns, normal = TURN[0], TURN[1], np.cross(TURN[0], TURN[1])
    origin = np.array([-20.0, 14.5, -60.0])
    order = [3, 0, 4, 1, 2]
    for number, place in enumerate(order):
        meta = FileMetaDataset()
        meta.MediaStorageSOPClassUID = "1.2.840.10008.5.1.4.1.1.2"
        meta.MediaStorageSOPInstanceUID = f"1.2.3.{place}"
        meta.TransferSyntaxUID = pydicom.uid.ExplicitVRLittleEndian
        file = folder / f"slice{number}.dcm"
        image = FileDataset(str(file), {}, file_meta=meta, preamble=b"\0" * 128)
        image.is_little_endian, image.is_implicit_VR = True, False
        image.SOPClassUID, image.SOPInstanceUID = meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID
        image.Modality = "CT"
        image.SeriesInstanceUID = "1.2.3"
        position = origin + normal * 2.5 * place
        image.ImagePositionPatient = [round(float(value), 6) for value in position]
        image.ImageOrientationPatient = [round(float(value), 6) for value in (*rows, *columns)]
        image.PixelSpacing = [1.25, 0.7]  # from row to row, then from column to column
        image.Rows, image.Columns = 7, 9
        image.SamplesPerPixel, image.PhotometricInterpretation = 1, "MONOCHROME2"
        image.BitsAllocated, image.BitsStored, image.HighBit, image.PixelRepresentation = 16, 16, 15, 1
        image.RescaleSlope, image.RescaleIntercept, image.RescaleType = 1, -1024, "HU"
        row, column = np.meshgrid(np.arange(7), np.arange(9), indexing="ij")
        world = position + column[..., None] * 0.7 * rows + row[..., None] * 1.25 * columns
        values = density(world[..., 0], world[..., 1], world[..., 2])
        image.PixelData = np.rint(values + 1024).astype("<i2").tobytes()
        image.save_as(file, write_like_original=False)


if __name__ == "__main__":
    target = Path(sys.argv[1])
    nifti(target)
    dicom(target / "series")
