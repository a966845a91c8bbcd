"""Pretrained encoders: Keras graphs, weights, CPU runtime, Siamese fine-tuning, export."""

from siamdesk.encoders.offline import block_telemetry

# `import openvino` itself sends a usage event when `openvino_telemetry` can be imported, so this
# has to come before any module of this room imports it.
block_telemetry()
