"""Alignment: which money serves which objective?"""
