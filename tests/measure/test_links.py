from __future__ import annotations

import numpy as np

from pmo_core.measure.links import share_matrix

PROJECTS = [("P1", "Harbour"), ("P2", "Bridge"), ("P3", "Harbour tunnel")]
OBJECTIVES = [("A", "Grow"), ("B", "Save")]


def test_references_are_ids_or_names_in_any_case() -> None:
    links = [("p1", "grow", 0.5), ("BRIDGE", "b", 1.0)]
    assert share_matrix(PROJECTS, OBJECTIVES, links=links).tolist() == [[0.5, 0], [0, 1], [0, 0]]


def test_a_table_without_shares_is_split_equally() -> None:
    links = [("P1", "A", None), ("P1", "B", None), ("P2", "A", None)]
    assert share_matrix(PROJECTS, OBJECTIVES, links=links).tolist() == [[0.5, 0.5], [1, 0], [0, 0]]


def test_a_project_without_a_share_in_a_table_with_shares_is_not_assessed() -> None:
    matrix = share_matrix(PROJECTS, OBJECTIVES, links=[("P1", "A", 1.0), ("P2", "A", None)])
    assert np.isnan(matrix[1]).all()
    assert matrix[2].tolist() == [0, 0]


def test_shares_above_one_are_not_assessed() -> None:
    matrix = share_matrix(PROJECTS, OBJECTIVES, links=[("P1", "A", 0.7), ("P1", "B", 0.7)])
    assert np.isnan(matrix[0]).all()


def test_links_to_unknown_objectives_and_projects_count_for_nothing() -> None:
    matrix = share_matrix(PROJECTS, OBJECTIVES, links=[("P1", "Z", 1.0), ("P9", "A", 1.0)])
    assert matrix.sum() == 0
